// The lines on which a finding may show: loops with their bodies, scopes to their ends, whatever stands in literals.
#include "driver/RunPlaces.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

LineRange linesIn(const std::string &text, std::uint32_t line, Extent extent) {
  Sources sources("/nowhere");
  sources.add("a.cpp", text);
  return linesOf({"a.cpp", line, 1, 0, 0, false}, extent, sources);
}

TEST(RunPlaces, anExpressionIsWhereItStands) { EXPECT_EQ(linesIn("a\nb\n", 1, Extent::Expression).last, 1u); }

TEST(RunPlaces, aLoopHasABody) {
  EXPECT_EQ(linesIn("while (a) {\n  b();\n  { c(); }\n}\nd();\n", 1, Extent::Body).last, 4u);
  EXPECT_EQ(linesIn("while (a[{1}.x])\n  b();\nd();\n", 1, Extent::Body).last, 2u);
  EXPECT_EQ(linesIn("for (int i = 0; i < 3; ++i)\n  b(i);\nd();\n", 1, Extent::Body).last, 2u);
}

TEST(RunPlaces, aScopeEndsWithItsBlock) {
  EXPECT_EQ(linesIn("if (a) {\n  Guard g;\n  if (b) {\n    c();\n  }\n  d();\n}\ne();\n", 2, Extent::Rest).last, 7u);
}

TEST(RunPlaces, bracesInLiteralsAndCommentsAreNone) {
  EXPECT_EQ(linesIn("{\n  f(\"}\", '}', 1'000);  // }\n  /* } */ g(R\"x(})\"})x\");\n}\n", 2, Extent::Rest).last, 4u);
}

TEST(RunPlaces, anUnknownFileHasOnlyTheLine) {
  const Sources sources("/nowhere");
  EXPECT_EQ(linesOf({"b.cpp", 7, 1, 0, 0, false}, Extent::Rest, sources).last, 7u);
}

}  // namespace
}  // namespace cotidy
