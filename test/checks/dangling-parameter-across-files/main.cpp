// RUN: %check %S dangling-parameter
// Who still uses the argument is known from another file.
#include "Greeter.h"

home::task<> both(std::string first, std::string last) {
  auto one = greet(first + last);  // expect: dangling-parameter: parameter 'name' of 'greet'
  auto two = forward(first + last);  // expect: dangling-parameter
  auto three = record(first + last);
  co_await std::move(one);
  co_await std::move(two);
  co_await std::move(three);
}

home::task<> returned(std::string name) {
  return forward(name);  // expect: dangling-parameter
}

home::task<> awaited(std::string first, std::string last) {
  co_await greet(first + last);
  co_await forward(first + last);
}
