// RUN: %check %s detached-task
// A detached task that holds a token of its object is waited for, by whoever ends the object.
#include <userver/engine/async.hpp>

#include <utility>

namespace engine = userver::engine;

namespace tokens {

class Tokens {
public:
  class Token {
  public:
    Token(const Token &);
    ~Token();
  };
  Token get();
  void waitForAll();
};
struct Label {
  Label(const Label &);
  ~Label();
};
class Labels {
public:
  Label get();
};

class Shelf {
public:
  ~Shelf() { tokens_.waitForAll(); }
  void tidy(engine::TaskProcessor &tasks) {
    engine::AsyncNoSpan(tasks, [this, token = tokens_.get()] { ++tidied_; }).Detach();
  }
  void tidyLabelled(engine::TaskProcessor &tasks) {
    engine::AsyncNoSpan(tasks, [this, label = labels_.get()] { ++tidied_; }).Detach();  // expect: detached-task
  }

private:
  Tokens tokens_;
  Labels labels_;
  int tidied_ = 0;
};

}  // namespace tokens
