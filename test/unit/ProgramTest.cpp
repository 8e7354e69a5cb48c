// The link, on units made by hand: which body a call means, what is merged, what a cycle of calls does to a witness.
#include "analysis/Analysis.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

/// A unit of plain functions that call each other.
class UnitMaker {
public:
  explicit UnitMaker(std::string source) {
    unit_->version = factsVersion;
    unit_->source = std::move(source);
    unit_->files = {unit_->source};
  }

  /// A function that calls these keys, in this order. `salt` makes bodies of one key differ.
  UnitMaker &function(const std::string &key, const std::vector<std::string> &calls, int salt = 0) {
    facts::BodyT body;
    body.callees = calls;
    auto block = std::make_unique<facts::BlockT>();
    block->id = salt;
    body.entry = body.exit = salt;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      auto op = std::make_unique<facts::OpT>();
      op->callee = static_cast<std::int32_t>(i);
      block->ops.push_back(std::move(op));
      declare(calls[i]);
    }
    body.blocks.push_back(std::move(block));
    auto head = std::make_unique<facts::FunctionT>();
    head->key = head->name = key;
    std::string bytes = pack(body);
    head->hash = std::hash<std::string>()(bytes);
    head->body.assign(bytes.begin(), bytes.end());
    unit_->functions.push_back(std::move(head));
    return *this;
  }

  UnitInput in(std::string target) { return {std::move(unit_), std::move(target)}; }

private:
  void declare(const std::string &key) {
    for (const auto &callee : unit_->callees)
      if (callee->key == key) return;
    auto callee = std::make_unique<facts::CalleeT>();
    callee->key = callee->name = key;
    callee->system = key == "sleep";
    unit_->callees.push_back(std::move(callee));
  }

  std::unique_ptr<facts::UnitT> unit_ = std::make_unique<facts::UnitT>();
};

std::vector<UnitInput> units(UnitInput a, UnitInput b) {
  std::vector<UnitInput> all;
  all.push_back(std::move(a));
  all.push_back(std::move(b));
  return all;
}

const Function &named(const Program &program, const std::string &name) {
  return program.function(program.named(name).at(0));
}

TEST(Program, ACallMeansTheBodyOfItsOwnUnit) {
  Program program(units(UnitMaker("a.cpp").function("main", {"f"}).function("f", {"x"}).in(""),
                        UnitMaker("b.cpp").function("f", {"y"}).in("")));
  auto found = program.resolve(named(program, "main"), "f");
  ASSERT_TRUE(found);
  EXPECT_EQ(program.function(*found).unit()->source, "a.cpp");
}

TEST(Program, ElseTheOneOfItsOwnTarget) {
  std::vector<UnitInput> all =
      units(UnitMaker("a.cpp").function("main", {"f"}).in("one"), UnitMaker("b.cpp").function("f", {"x"}).in("one"));
  all.push_back(UnitMaker("c.cpp").function("f", {"y"}).in("two"));
  Program program(std::move(all));
  auto found = program.resolve(named(program, "main"), "f");
  ASSERT_TRUE(found);
  EXPECT_EQ(program.function(*found).unit()->source, "b.cpp");
}

TEST(Program, ElseTheOnlyOneThereIs) {
  Program program(
      units(UnitMaker("a.cpp").function("main", {"f"}).in("app"), UnitMaker("b.cpp").function("f", {}).in("lib")));
  EXPECT_TRUE(program.resolve(named(program, "main"), "f"));
  EXPECT_EQ(program.ambiguous(), 0u);
}

TEST(Program, SeveralDifferentBodiesAreUnknownAndCounted) {
  std::vector<UnitInput> all =
      units(UnitMaker("a.cpp").function("main", {"f"}).in(""), UnitMaker("b.cpp").function("f", {"x"}).in(""));
  all.push_back(UnitMaker("c.cpp").function("f", {"y"}).in(""));
  Program program(std::move(all));
  EXPECT_FALSE(program.resolve(named(program, "main"), "f"));
  EXPECT_EQ(program.ambiguous(), 1u);
}

TEST(Program, EqualBodiesOfOneKeyAreOneFunction) {
  Program program(
      units(UnitMaker("a.cpp").function("f", {"x"}).in(""), UnitMaker("b.cpp").function("f", {"x"}).in("")));
  EXPECT_EQ(program.functions().size(), 1u);
}

TEST(Effects, TheWitnessIsTheShortestAndCyclesEnd) {
  // main -> long -> longer -> sleep, main -> loop -> main, main -> shortcut -> sleep
  Models models = Models::builtin();
  UnitMaker unit("a.cpp");
  unit.function("main", {"long", "loop", "shortcut"}).function("long", {"longer"}).function("longer", {"sleep"});
  unit.function("loop", {"main"}).function("shortcut", {"sleep"});
  std::vector<UnitInput> all;
  all.push_back(unit.in(""));
  Analysis analysis(std::move(all), models);
  const Program &program = analysis.program();
  const Witness *witness = analysis.effects().of(named(program, "main").id(), Effect::Sleep);
  ASSERT_TRUE(witness);
  std::vector<Witness> chain = analysis.effects().chain(*witness);
  ASSERT_EQ(chain.size(), 2u);
  EXPECT_EQ(program.function(chain[1].function).name(), "shortcut");
  EXPECT_EQ(chain[1].subject, "sleep");
  const Witness *around = analysis.effects().of(named(program, "loop").id(), Effect::Sleep);
  ASSERT_TRUE(around);
  EXPECT_EQ(analysis.effects().chain(*around).size(), 3u);
}

TEST(Effects, NothingIsSaidOfWhatDoesNotBlock) {
  Models models = Models::builtin();
  std::vector<UnitInput> all;
  all.push_back(UnitMaker("a.cpp").function("main", {"f"}).function("f", {"strlen"}).in(""));
  Analysis analysis(std::move(all), models);
  for (int i = 0; i < static_cast<int>(Effect::Count); ++i)
    EXPECT_FALSE(analysis.effects().of(named(analysis.program(), "main").id(), static_cast<Effect>(i)));
}

}  // namespace
}  // namespace cotidy
