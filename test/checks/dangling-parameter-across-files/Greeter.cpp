// Greeter.cpp: what the coroutines do with their parameters.
#include "Greeter.h"

home::task<> say(std::string text);

home::task<> greet(std::string_view name) {
  co_await say("hello");
  co_await say(std::string(name));
}

home::task<> record(const std::string &name) { return say("met " + name); }

home::task<> forward(const std::string &name) { return greet(name); }
