// State.h: one of it per thread, and one for all.
#pragma once

struct State {
  int count = 0;
};
State &ofThisThread();
State &ofTheProgram();
