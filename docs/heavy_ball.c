/* Heavy ball as a subject of natgrad-check: v = beta v - eta g, in binary frames. cc -O2 -o heavy_ball heavy_ball.c
 *
 * The protocol is in protocol.md. Numbers are read as they lie, which is right on a little-endian machine. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELLO = 1, NEW, STEP, FREE, EVAL, COPY, FAULT, BYE };

typedef struct {
  uint32_t bytes;
  uint16_t kind, flags;
  uint32_t instance, step;
  double a, b;
} Header;

typedef struct Run {
  uint32_t instance, size;
  double momentum, *velocity;
  struct Run *next;
} Run;

static int in, out;
static Run *runs;

static void read_all(void *into, size_t size) {
  for (char *at = into; size > 0;) {
    ssize_t count = read(in, at, size);
    if (count <= 0) exit(0);
    at += count;
    size -= count;
  }
}

static void send_frame(Header header, const void *payload, size_t size) {
  size_t padded = (size + 7) / 8 * 8;
  char *bytes = calloc(1, sizeof header + padded);
  header.bytes = padded;
  memcpy(bytes, &header, sizeof header);
  memset(bytes + sizeof header, ' ', padded);
  if (size > 0) memcpy(bytes + sizeof header, payload, size);
  for (size_t sent = 0; sent < sizeof header + padded;) {
    ssize_t count = write(out, bytes + sent, sizeof header + padded - sent);
    if (count <= 0) exit(1);
    sent += count;
  }
  free(bytes);
}

static void fault(Header asked, const char *text) {
  asked.kind = FAULT;
  asked.flags = 0;
  asked.b = 0;
  send_frame(asked, text, strlen(text));
}

static Run *find(uint32_t instance) {
  Run *run = runs;
  while (run && run->instance != instance) run = run->next;
  return run;
}

static void forget(uint32_t instance) {
  for (Run **at = &runs; *at; at = &(*at)->next) {
    if ((*at)->instance != instance) continue;
    Run *gone = *at;
    *at = gone->next;
    free(gone->velocity);
    free(gone);
    return;
  }
}

static Run *begin(uint32_t instance, uint32_t size) {
  forget(instance);
  Run *run = malloc(sizeof *run);
  *run = (Run){instance, size, 0.9, calloc(size ? size : 1, sizeof(double)), runs};
  return runs = run;
}

static const char hello[] =
    "{\"protocol\":1,\"kind\":\"other\",\"name\":\"heavy ball in C\",\"encoding\":\"binary\",\"returns\":\"delta\","
    "\"hyperparameters\":{\"momentum\":{\"default\":0.9,\"min\":0,\"max\":0.9}},"
    "\"contract\":{\"effective\":{\"envelope\":40},\"maxRelativeStepSize\":0.2,"
    "\"losses\":{\"convex\":true,\"smooth\":true,\"stochastic\":false,\"timeVarying\":false}},"
    "\"traits\":[\"odd\",\"permutation-equivariant\"],\"capabilities\":[\"copy\"],\"versions\":{\"c\":\"C11\"}}";

static void answer(Header asked, char *payload) {
  Run *run = find(asked.instance);
  switch (asked.kind) {
    case HELLO:
      while (runs) forget(runs->instance);
      asked.instance = asked.step = 0;
      send_frame(asked, hello, strlen(hello));
      return;
    case NEW: {
      uint32_t text = (asked.step + 7) / 8 * 8;
      if (asked.step > asked.bytes || text > asked.bytes) return fault(asked, "NEW is shorter than its text");
      run = begin(asked.instance, (asked.bytes - text) / 8);
      payload[asked.step < asked.bytes ? asked.step : asked.bytes - 1] = 0;
      char *stated = strstr(payload, "\"momentum\":");
      if (stated) run->momentum = strtod(stated + 11, NULL);
      asked.step = 0;
      send_frame(asked, NULL, 0);
      return;
    }
    case STEP: {
      if (!run) return fault(asked, "there is no such instance");
      if (asked.bytes != 16 * run->size) return fault(asked, "a step needs theta and its gradient");
      const double *gradient = (const double *)payload + run->size;
      for (uint32_t i = 0; i < run->size; i++)
        run->velocity[i] = run->momentum * run->velocity[i] - asked.a * gradient[i];
      asked.flags = 0;
      send_frame(asked, run->velocity, run->size * sizeof(double));
      return;
    }
    case FREE:
      forget(asked.instance);
      return;
    case COPY: {
      if (!run) return fault(asked, "there is no such instance");
      Run *copy = begin(asked.step, run->size);
      copy->momentum = run->momentum;
      memcpy(copy->velocity, run->velocity, run->size * sizeof(double));
      asked.flags = 0;
      send_frame(asked, NULL, 0);
      return;
    }
    case BYE:
      exit(0);
    default:
      fault(asked, "there is no message of this kind");
  }
}

int main(void) {
  char *given = getenv("NATGRAD_CHANNEL");
  char *colon = given ? strchr(given, ':') : NULL;
  if (!colon) {
    fprintf(stderr, "heavy_ball: natgrad-check starts this, with NATGRAD_CHANNEL\n");
    return 2;
  }
  *colon = 0;
  in = open(given, O_RDONLY);
  out = open(colon + 1, O_WRONLY);
  for (;;) {
    Header header;
    read_all(&header, sizeof header);
    char *payload = malloc(header.bytes + 8);
    read_all(payload, header.bytes);
    answer(header, payload);
    free(payload);
  }
}
