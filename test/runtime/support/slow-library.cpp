// slow-library.cpp: takes its time when it is loaded.
#include <unistd.h>

[[gnu::constructor]] void load() { usleep(10'000); }
