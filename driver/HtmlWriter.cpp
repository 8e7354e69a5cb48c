// HtmlWriter.cpp: joins the parts of driver/page with the log. The policy of the page lets its own script and style run, by
// their hashes, and nothing else: whatever text got into the page could neither run nor load anything.
#include "driver/HtmlWriter.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/SHA256.h"

namespace cotidy {

namespace {

constexpr std::string_view body =
#include "BuiltinPageHtml.inc"
    ;
constexpr std::string_view style =
#include "BuiltinPageCss.inc"
    ;
constexpr std::string_view script =
#include "BuiltinPageJs.inc"
    ;

std::string hashOf(std::string_view text) {
  const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
  return "'sha256-" + llvm::encodeBase64(llvm::SHA256::hash(llvm::ArrayRef(bytes, text.size()))) + "'";
}

/// JSON may spell these characters, HTML would read them: no "</script>" can end the log early.
std::string withoutMarkup(std::string_view json) {
  std::string text;
  for (const char c : json) {
    if (c == '<')
      text += "\\u003c";
    else if (c == '>')
      text += "\\u003e";
    else if (c == '&')
      text += "\\u0026";
    else
      text += c;
  }
  return text;
}

}  // namespace

std::string toHtml(const Report &report, const Sources &sources, const SarifOptions &options) {
  std::string page = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
                     "form-action 'none'; script-src ";
  page += hashOf(script) + "; style-src " + hashOf(style) + "\">\n<title>cotidy</title>\n<style>";
  page.append(style).append("</style>\n</head>\n<body>\n").append(body);
  page += "<script type=\"application/json\" id=\"sarif\">\n" + withoutMarkup(toSarif(report, sources, options));
  page.append("</script>\n<script>").append(script).append("</script>\n</body>\n</html>\n");
  return page;
}

}  // namespace cotidy
