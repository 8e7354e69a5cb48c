// Text.cpp: no formatting of libc: it allocates and locks.
#include "runtime/Text.h"

#include <sys/syscall.h>
#include <unistd.h>

namespace cotidy::runtime {

void Text::put(char c) {
  if (used_ == sizeof buffer_) flush();
  buffer_[used_++] = c;
}

void Text::put(const char *text) {
  for (; *text; ++text) put(*text);
}

void Text::quoted(const char *text) {
  static constexpr char digits[] = "0123456789abcdef";
  put('"');
  for (; *text; ++text) {
    const auto c = static_cast<unsigned char>(*text);
    if (c == '"' || c == '\\') {
      put('\\');
      put(*text);
    } else if (c < 0x20) {
      put("\\u00");
      put(digits[c >> 4]);
      put(digits[c & 15]);
    } else {
      put(*text);
    }
  }
  put('"');
}

void Text::decimal(uint64_t value) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count > 0) put(digits[--count]);
}

void Text::hexadecimal(uint64_t value) {
  static constexpr char digits[] = "0123456789abcdef";
  int shift = 60;
  while (shift > 0 && (value >> shift) == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) put(digits[(value >> shift) & 15]);
}

void Text::name(const char *text) {
  if (!first_) put(',');
  first_ = false;
  quoted(text);
  put(':');
}

Text &Text::line(const char *kind) {
  put('{');
  first_ = true;
  return field("t", kind);
}

Text &Text::field(const char *name_, const char *value) {
  name(name_);
  quoted(value ? value : "");
  return *this;
}

Text &Text::field(const char *name_, uint64_t value) {
  name(name_);
  decimal(value);
  return *this;
}

Text &Text::boolean(const char *name_, bool value) {
  name(name_);
  put(value ? "true" : "false");
  return *this;
}

Text &Text::list(const char *name_) {
  name(name_);
  put('[');
  first_ = true;
  return *this;
}

Text &Text::item(unsigned module, uint64_t offset) {
  if (!first_) put(',');
  first_ = false;
  put('"');
  decimal(module);
  put("+0x");
  hexadecimal(offset);
  put('"');
  return *this;
}

Text &Text::endList() {
  put(']');
  first_ = false;
  return *this;
}

Text &Text::at(const char *name_, unsigned module, uint64_t offset) {
  name(name_);
  first_ = true;
  item(module, offset);
  return *this;
}

void Text::end() { put("}\n"); }

void Text::flush() {
  size_t done = 0;
  while (done < used_) {
    const long count = ::syscall(SYS_write, file_, buffer_ + done, used_ - done);
    if (count <= 0) break;
    done += static_cast<size_t>(count);
  }
  written_ += used_;
  used_ = 0;
}

}  // namespace cotidy::runtime
