// TU-SET: bad.cpp render.cpp
// CASE: a helper in another file keeps a reference to its list in a continuation; the caller's list is a local one.
#include "columns.hpp"

namespace census {

folly::Future<Row> page(int household, bool brief) {
    Columns columns{{"name"}, {"street"}};
    if (!brief) {
        columns.push_back({"trade"});
    }
    return render(columns, household);  // EXPECT: dangling-parameter|detached-captures-local
}

Row now(int household) {
    const Columns columns{{"name"}};
    return render(columns, household).get();
}

} // namespace census
