// The dataflow engine, on graphs made by hand: joins, loops, branches, exceptions, and the ways that findings show.
#include "analysis/Flow.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

using facts::OpKind;

/// A body whose operations carry a number (`line` of their place) to tell them apart.
class BodyMaker {
public:
  BodyMaker &block(std::int32_t id, std::vector<std::int32_t> successors) {
    auto block = std::make_unique<facts::BlockT>();
    block->id = id;
    block->infeasible.assign(successors.size(), false);
    block->successors = std::move(successors);
    if (block->successors.size() > 1) {
      block->terminator = std::make_unique<facts::TerminatorT>();
      block->terminator->kind = facts::TerminatorKind::If;
    }
    body_->blocks.push_back(std::move(block));
    return *this;
  }
  BodyMaker &op(std::uint32_t number, OpKind kind = OpKind::Call, std::int32_t handler = -1) {
    auto op = std::make_unique<facts::OpT>();
    op->kind = kind;
    op->try_ = handler;
    op->place = std::make_unique<facts::Place>(-1, number, 1, 0, 0, false);
    body_->blocks.back()->ops.push_back(std::move(op));
    return *this;
  }
  Function in(std::int32_t entry, std::int32_t exit) {
    body_->entry = entry;
    body_->exit = exit;
    input_.unit = std::make_unique<facts::UnitT>();
    index_ = std::make_unique<UnitIndex>(*input_.unit);
    return Function(0, input_, *index_, &head_, std::move(body_));
  }

private:
  std::unique_ptr<facts::BodyT> body_ = std::make_unique<facts::BodyT>();
  UnitInput input_;
  std::unique_ptr<UnitIndex> index_;
  facts::FunctionT head_;
};

std::uint32_t numberOf(const facts::OpT &op) { return op.place->line(); }

/// Which operations may have run before.
struct Met {
  using State = std::set<std::uint32_t>;
  State start() const { return {}; }
  State after(const facts::OpT &op, State state) const {
    state.insert(numberOf(op));
    return state;
  }
  State join(const State &a, const State &b) const {
    State both = a;
    both.insert(b.begin(), b.end());
    return both;
  }
};

/// The same, but the branch whose condition holds is never taken, and nothing is kept where an operation throws.
struct MetWhereFalse : Met {
  std::optional<State> along(const facts::BlockT &block, std::size_t successor, State state) const {
    if (block.successors.size() > 1 && successor == 0) return std::nullopt;
    return state;
  }
  State thrown(const facts::OpT &, const State &) const { return {}; }
};

// 4: 1 -> {3: 2, 2: 3} -> 1: 4 -> 0
BodyMaker diamond() {
  BodyMaker body;
  body.block(4, {3, 2}).op(1).block(3, {1}).op(2).block(2, {1}).op(3).block(1, {0}).op(4).block(0, {});
  return body;
}

const facts::OpT *find(const Function &function, std::uint32_t number) {
  for (const facts::OpT *op : function.ops())
    if (numberOf(*op) == number) return op;
  return nullptr;
}

template <class State> State before(const Flow<Met> &flow, std::uint32_t number) {
  State found;
  flow.forEach([&](const facts::OpT &op, const State &state) {
    if (numberOf(op) == number) found = state;
  });
  return found;
}

TEST(Flow, BranchesAreJoined) {
  BodyMaker maker = diamond();
  Function function = maker.in(4, 0);
  Met problem;
  Flow<Met> flow(function, problem);
  EXPECT_EQ(before<Met::State>(flow, 3), (Met::State{1}));
  EXPECT_EQ(before<Met::State>(flow, 4), (Met::State{1, 2, 3}));
  ASSERT_TRUE(flow.atExit());
  EXPECT_EQ(*flow.atExit(), (Met::State{1, 2, 3, 4}));
}

TEST(Flow, ALoopIsWalkedUntilNothingChanges) {
  BodyMaker maker;
  maker.block(3, {2}).op(1).block(2, {1, 0}).op(2).block(1, {2}).op(3).block(0, {});
  Function function = maker.in(3, 0);
  Met problem;
  EXPECT_EQ(before<Met::State>(Flow<Met>(function, problem), 2), (Met::State{1, 2, 3}));
}

TEST(Flow, AProblemMayCloseABranch) {
  BodyMaker maker = diamond();
  Function function = maker.in(4, 0);
  MetWhereFalse problem;
  EXPECT_EQ(*Flow<MetWhereFalse>(function, problem).atExit(), (Met::State{1, 3, 4}));
}

TEST(Flow, AnExceptionLeadsToItsHandler) {
  BodyMaker maker;
  maker.block(3, {0}).op(1).op(2, OpKind::Throw, 1).block(1, {0}).op(3, OpKind::End).block(0, {});
  Function function = maker.in(3, 0);
  Met keeps;
  EXPECT_EQ(before<Met::State>(Flow<Met>(function, keeps), 3), (Met::State{1, 2}));
  MetWhereFalse forgets;
  EXPECT_EQ(*Flow<MetWhereFalse>(function, forgets).at(1), Met::State{});
}

TEST(Flow, OnlyWhatMayThrowLeadsToAHandler) {
  BodyMaker maker;
  maker.block(3, {0}).op(1, OpKind::Init, 1).block(1, {0}).op(3, OpKind::End).block(0, {});
  Function function = maker.in(3, 0);
  Met problem;
  EXPECT_FALSE(Flow<Met>(function, problem).at(1));
}

TEST(Way, IsTheShortestAndNamesItsBranches) {
  BodyMaker maker = diamond();
  Function function = maker.in(4, 0);
  auto way = findWay(function, find(function, 1), {[](const facts::OpT &op) { return numberOf(op) == 2; }, {}});
  ASSERT_TRUE(way);
  EXPECT_EQ(way->end, nullptr);
  ASSERT_EQ(way->branches.size(), 1u);
  EXPECT_EQ(way->branches[0].block->id, 4);
  EXPECT_EQ(way->branches[0].successor, 1u);
}

TEST(Way, ThereMayBeNone) {
  BodyMaker maker = diamond();
  Function function = maker.in(4, 0);
  EXPECT_FALSE(findWay(function, find(function, 1), {[](const facts::OpT &op) { return numberOf(op) == 4; }, {}}));
}

TEST(Way, MayEndAtAnOperationAndPassItsOwnStart) {
  BodyMaker maker;
  maker.block(3, {2}).block(2, {1, 0}).op(1).op(2).block(1, {2}).op(3).block(0, {});
  Function function = maker.in(3, 0);
  auto way = findWay(function, find(function, 2), {{}, [](const facts::OpT &op) { return numberOf(op) == 1; }});
  ASSERT_TRUE(way);
  EXPECT_EQ(way->end, find(function, 1));
}

TEST(Way, FollowsExceptionsWhereItIsAsked) {
  BodyMaker maker;
  maker.block(3, {0}).op(1, OpKind::Init).op(2, OpKind::Throw).op(3, OpKind::Init).block(0, {});
  Function function = maker.in(3, 0);
  WayQuestion question{[](const facts::OpT &op) { return numberOf(op) == 3; }, {}, true};
  auto way = findWay(function, find(function, 1), question);
  ASSERT_TRUE(way);
  EXPECT_EQ(way->thrower, find(function, 2));
  question.exceptions = false;
  EXPECT_FALSE(findWay(function, find(function, 1), question));
}

}  // namespace
}  // namespace cotidy
