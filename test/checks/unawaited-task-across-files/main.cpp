// RUN: %check %S unawaited-task
// REQUIRES: driver
// What the callee does with the task stands in another file.
#include "drop.h"

void all() {
  discard(save(1));  // expect: unawaited-task: given to 'discard', which does nothing with it
  enqueue(save(2));
}
