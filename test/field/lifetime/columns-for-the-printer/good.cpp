// TU-SET: good.cpp owned.cpp
#include "columns.hpp"

namespace census {

folly::Future<Row> page(int household, bool brief) {
    Columns columns{{"name"}, {"street"}};
    if (!brief) {
        columns.push_back({"trade"});
    }
    return render(columns, household);
}

Row now(int household) {
    const Columns columns{{"name"}};
    return render(columns, household).get();
}

} // namespace census
