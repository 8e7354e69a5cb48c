// TU-SET: good.cpp pickers.cpp
// CASE: the job weighs its branches itself
#include "pickers.hpp"

struct branch {
    std::vector<double> weights;
    double sum = 0;
};
struct tree {
    std::vector<branch> branches;
};

double weigh(const std::vector<double>& weights);

void weigh_tree(tree& one) {
    for (branch& b : one.branches)
        b.sum = weigh(b.weights);
}

void weigh_orchard(std::vector<tree>& orchard) {
    pickers::waiter trees;
    for (tree& one : orchard)
        pickers::instance().submit(&trees, [&one] { weigh_tree(one); });
    trees.wait();
}
