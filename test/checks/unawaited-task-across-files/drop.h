#pragma once
#include <task.h>

home::task<> save(int);
void discard(home::task<> task);
void enqueue(home::task<> task);
