// Text.h: JSON lines in a fixed buffer that goes to a file descriptor when it is full.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace cotidy::runtime {

class Text {
public:
  explicit Text(int file) : file_(file) {}
  ~Text() { flush(); }
  Text(const Text &) = delete;

  /// {"t":"kind"
  Text &line(const char *kind);
  Text &field(const char *name, const char *value);
  Text &field(const char *name, uint64_t value);
  Text &boolean(const char *name, bool value);
  /// "name":[ and each item, and ]
  Text &list(const char *name);
  Text &item(unsigned module, uint64_t offset);
  Text &endList();
  Text &at(const char *name, unsigned module, uint64_t offset);
  void end();  // }

  size_t written() const { return written_; }

private:
  void put(char c);
  void put(const char *text);
  void name(const char *text);
  void quoted(const char *text);
  void decimal(uint64_t value);
  void hexadecimal(uint64_t value);
  void flush();

  int file_;
  size_t used_ = 0, written_ = 0;
  bool first_ = true;
  char buffer_[8192];
};

}  // namespace cotidy::runtime
