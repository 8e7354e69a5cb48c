// CostTest.cpp: costs as people read them.
#include "analysis/Cost.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

TEST(Cost, InWords) {
  EXPECT_EQ(inWords(0), "1 ns");
  EXPECT_EQ(inWords(120), "120 ns");
  EXPECT_EQ(inWords(3300), "3.3 us");
  EXPECT_EQ(inWords(42e6), "42 ms");
  EXPECT_EQ(inWords(5e9), "5.0 s");
}

// Loops in loops that nobody can count: a number of centuries would say nothing about the program.
TEST(Cost, LongIsLong) {
  EXPECT_EQ(inWords(60e9), "60 s or more");
  EXPECT_EQ(inWords(2.8e20), "60 s or more");
}

}  // namespace
}  // namespace cotidy
