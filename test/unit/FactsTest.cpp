// Facts as bytes: what is packed comes back, and nothing damaged is ever believed.
#include "analysis/Facts.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

facts::UnitT sample() {
  facts::UnitT unit;
  unit.version = factsVersion;
  unit.source = "a.cpp";
  unit.files = {"a.cpp"};
  auto type = std::make_unique<facts::TypeT>();
  type->key = "int";
  unit.types.push_back(std::move(type));
  auto function = std::make_unique<facts::FunctionT>();
  function->key = "c:@F@f";
  function->name = "f";
  function->result = 0;
  facts::BodyT body;
  body.types = {"int"};
  auto value = std::make_unique<facts::ValueT>();
  value->type = 0;
  body.values.push_back(std::move(value));
  auto block = std::make_unique<facts::BlockT>();
  auto op = std::make_unique<facts::OpT>();
  op->kind = facts::OpKind::Return;
  op->source = 0;
  block->ops.push_back(std::move(op));
  body.blocks.push_back(std::move(block));
  body.entry = body.exit = 0;
  std::string bytes = pack(body);
  function->body.assign(bytes.begin(), bytes.end());
  unit.functions.push_back(std::move(function));
  return unit;
}

TEST(Facts, ComeBackAsTheyWere) {
  std::string error;
  auto unit = readUnit(pack(sample()), error);
  ASSERT_TRUE(unit) << error;
  EXPECT_EQ(unit->source, "a.cpp");
  auto body = readBody(*unit->functions.at(0), error);
  ASSERT_TRUE(body) << error;
  EXPECT_EQ(body->blocks.at(0)->ops.at(0)->source, 0);
}

TEST(Facts, EqualUnitsAreEqualBytes) { EXPECT_EQ(pack(sample()), pack(sample())); }

TEST(Facts, EveryCutIsRefused) {
  const std::string bytes = pack(sample());
  constexpr std::size_t padding = 8;  // the end may be filled up to the alignment: no fact is lost with it
  for (std::size_t size = 0; size + padding < bytes.size(); ++size) {
    std::string error;
    auto unit = readUnit(std::string_view(bytes).substr(0, size), error);
    EXPECT_FALSE(unit) << size;
    EXPECT_FALSE(error.empty()) << size;
  }
}

// A changed byte may go unnoticed where it is a number; it must never make an index point outside of its table.
TEST(Facts, ChangedBytesNeverCrash) {
  const std::string bytes = pack(sample());
  std::size_t refused = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes, error;
    changed[at] = static_cast<char>(~changed[at]);
    auto unit = readUnit(changed, error);
    if (!unit) ++refused;
    for (std::size_t i = 0; unit && i < unit->functions.size(); ++i) readBody(*unit->functions[i], error);
  }
  EXPECT_GT(refused, 0u);
}

TEST(Facts, AnotherVersionIsNamed) {
  facts::UnitT unit = sample();
  unit.version = factsVersion + 1;
  std::string error;
  EXPECT_FALSE(readUnit(pack(unit), error));
  EXPECT_NE(error.find("version " + std::to_string(factsVersion + 1)), std::string::npos) << error;
  EXPECT_NE(error.find("extract them again"), std::string::npos) << error;
}

TEST(Facts, AnIndexOutOfRangeIsRefused) {
  facts::UnitT unit = sample();
  unit.functions.at(0)->result = 7;
  std::string error;
  EXPECT_FALSE(readUnit(pack(unit), error));
  EXPECT_EQ(error, "the facts are damaged; extract them again");
}

TEST(Facts, DumpIsJson) {
  std::string error;
  std::string text = dumpFacts(pack(sample()), error);
  EXPECT_TRUE(error.empty()) << error;
  EXPECT_NE(text.find("\"source\": \"a.cpp\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"Return\""), std::string::npos) << "the nested body is printed too: " << text;
}

}  // namespace
}  // namespace cotidy
