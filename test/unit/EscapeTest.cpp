// EscapeTest.cpp: text of source files stays text in every format.
#include "driver/Escape.h"

#include <gtest/gtest.h>

namespace cotidy {
namespace {

TEST(EscapeTest, utf8IsMadeValid) {
  EXPECT_EQ(validUtf8("gr\xC3\xBCn \xF0\x9F\x98\x80"), "gr\xC3\xBCn \xF0\x9F\x98\x80");
  EXPECT_EQ(validUtf8("a\xFF"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(EscapeTest, xmlHoldsNoMarkupAndNothingThatItForbids) {
  EXPECT_EQ(xmlText("<a b=\"c\" d='e'>&]]>"), "&lt;a b=&quot;c&quot; d=&apos;e&apos;&gt;&amp;]]&gt;");
  EXPECT_EQ(xmlText(std::string_view("a\0b\x1B\n", 5)), "a\xEF\xBF\xBD"
                                                        "b\xEF\xBF\xBD\n");
}

TEST(EscapeTest, aMarkdownCellIsOneLineOfText) {
  EXPECT_EQ(markdownCell("a|b\n<b>*x*</b> `c` @d"), "a\\|b &lt;b&gt;\\*x\\*&lt;/b&gt; \\`c\\` &#64;d");
}

TEST(EscapeTest, markdownCodeHasALongerFence) {
  EXPECT_EQ(markdownCode("plain"), "`plain`");
  EXPECT_EQ(markdownCode("a`b``c"), "``` a`b``c ```");
  EXPECT_EQ(markdownCode("a|b|"), "`a\\|b\\|`");
}

}  // namespace
}  // namespace cotidy
