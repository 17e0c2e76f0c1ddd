import { playGallery } from './gallery.js';
import { playRuns } from './runs.js';
import { playTheorem } from './theorem.js';

const dataOf = (id) => {
  const place = document.getElementById(id);
  return place ? JSON.parse(place.textContent) : undefined;
};

const [gallery, recorded] = ['gallery', 'recorded'].map(dataOf);
if (gallery) playGallery(gallery);
else if (recorded) playRuns(recorded);
else playTheorem();
