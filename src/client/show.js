import { playGallery } from './gallery.js';
import { playTheorem } from './theorem.js';

const gallery = document.getElementById('gallery');
if (gallery) playGallery(JSON.parse(gallery.textContent));
else playTheorem();
