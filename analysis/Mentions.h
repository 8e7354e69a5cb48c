// Mentions.h: where a function mentions its variables: which operation, and in which role.
#pragma once
#include "analysis/Program.h"

namespace cotidy {

/// One mention of a variable by an operation.
struct Mention {
  enum As : std::uint8_t { Object, Argument, Source, Destination, Capture, End } as;
  const facts::OpT *op;
  std::int32_t value;                      // the operand: the variable itself, or an expression over it
  const facts::CapturedT *captured = nullptr;
};

class Mentions {
public:
  explicit Mentions(const Function &function);
  /// Every mention of the local, parameter or capture, in block order. The end of its life is one, too.
  const std::vector<Mention> &of(std::int32_t variable) const;

private:
  void note(Mention use);
  void collect(std::int32_t value, std::vector<std::int32_t> &into, unsigned depth) const;
  const Function &function_;
  std::vector<std::vector<Mention>> uses_;     // by variable
};

}  // namespace cotidy
