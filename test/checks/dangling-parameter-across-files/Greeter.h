// Greeter.h: coroutines whose bodies are in another file.
#pragma once
#include <task.h>

#include <string>
#include <string_view>

home::task<> greet(std::string_view name);      // uses the view
home::task<> record(const std::string &name);   // copies before it returns
home::task<> forward(const std::string &name);  // passes it on to greet()
