// WorkerMessage.cpp: every string with its length before it, every list with its count.
#include "driver/WorkerMessage.h"

#include <cstdint>
#include <cstring>
#include <vector>

namespace cotidy {

namespace {

void put(std::string &bytes, std::uint64_t number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

void put(std::string &bytes, const std::string &text) {
  put(bytes, text.size());
  bytes += text;
}

void put(std::string &bytes, const std::vector<std::string> &list) {
  put(bytes, list.size());
  for (const std::string &text : list) put(bytes, text);
}

class Reader {
public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool get(std::uint64_t &number) {
    if (bytes_.size() < sizeof number) return false;
    std::memcpy(&number, bytes_.data(), sizeof number);
    bytes_.remove_prefix(sizeof number);
    return true;
  }

  bool get(std::string &text) {
    std::uint64_t size = 0;
    if (!get(size) || size > bytes_.size()) return false;
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }

  bool get(std::vector<std::string> &list) {
    std::uint64_t count = 0;
    if (!get(count)) return false;
    for (; count != 0; --count)
      if (!get(list.emplace_back())) return false;
    return true;
  }

  bool atEnd() const { return bytes_.empty(); }

private:
  std::string_view bytes_;
};

}  // namespace

std::string encodeMessage(const Extracted &extracted) {
  std::string bytes;
  put(bytes, extracted.facts);
  put(bytes, extracted.errors);
  put(bytes, extracted.missing);
  put(bytes, extracted.dependencies);
  return bytes;
}

std::optional<Extracted> decodeMessage(std::string_view bytes) {
  Reader reader(bytes);
  Extracted extracted;
  const bool complete = reader.get(extracted.facts) && reader.get(extracted.errors) && reader.get(extracted.missing) &&
                        reader.get(extracted.dependencies) && reader.atEnd();
  if (!complete) return std::nullopt;
  return extracted;
}

}  // namespace cotidy
