// TU-SET: bad.cpp pickers.cpp
// CASE: a job for a tree gives jobs for its branches to the same threads, and waits for them there
#include "pickers.hpp"
#include <string>

struct branch {
    std::vector<double> weights;
    double sum = 0;
};
struct tree {
    std::vector<branch> branches;
};

double weigh(const std::vector<double>& weights);

void weigh_tree(tree& one) {
    pickers::waiter branches;
    for (branch& b : one.branches)
        pickers::instance().submit(&branches, [&b] { b.sum = weigh(b.weights); });
    branches.wait();  // EXPECT: pool-self-wait
}

void weigh_orchard(std::vector<tree>& orchard) {
    pickers::waiter trees;
    for (tree& one : orchard)
        pickers::instance().submit(&trees, [&one] { weigh_tree(one); });  // EXPECT-ALT: pool-self-wait
    trees.wait();
}
