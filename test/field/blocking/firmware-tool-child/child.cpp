#include "child.hpp"
#include <sys/wait.h>
#include <unistd.h>

int run_child(std::vector<std::string> words) {
    const pid_t child = ::fork();
    if (child < 0)
        return -1;
    if (child == 0) {
        std::vector<char*> raw;
        for (std::string& word : words)
            raw.push_back(word.data());
        raw.push_back(nullptr);
        ::execvp(raw[0], raw.data());
        ::_exit(127);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
