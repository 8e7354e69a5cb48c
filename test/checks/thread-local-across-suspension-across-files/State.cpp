// State.cpp: which of the two is thread-local can only be seen here.
#include "State.h"

static thread_local State own;
State &ofThisThread() { return own; }
State &ofTheProgram() {
  static State all;
  return all;
}
