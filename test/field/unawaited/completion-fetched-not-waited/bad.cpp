// CASE: 'completion' only gives the future that tells when a job is done; the caller took it for the wait itself.
#include <folly/futures/Future.h>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace reports {

class Job {
public:
    folly::SemiFuture<folly::Unit> completion(std::chrono::milliseconds limit);
    bool failed() const;
    std::string error() const;
    std::optional<std::string> next();
};

class Reader {
public:
    explicit Reader(std::shared_ptr<Job> job) : job_(std::move(job)) {}

    /// Runs on the thread of the one who asked for the report.
    bool advance() {
        row_ = job_->next();
        if (job_->failed()) {
            // The job tells of its error a moment before its workers are gone.
            job_->completion(std::chrono::seconds(1));  // EXPECT: unawaited-task|discarded-future
            throw std::runtime_error(job_->error());
        }
        return row_.has_value();
    }

    // Here the wait is spelled out.
    void drain() {
        while (job_->next()) {
        }
        job_->completion(std::chrono::seconds(5)).wait();
    }

    // And here the caller gets the future.
    folly::SemiFuture<folly::Unit> closed() { return job_->completion(std::chrono::seconds(30)); }

    const std::string& row() const { return *row_; }

private:
    std::shared_ptr<Job> job_;
    std::optional<std::string> row_;
};

std::size_t printAll(std::vector<std::shared_ptr<Job>> jobs) {
    std::size_t rows = 0;
    for (auto& job : jobs) {
        Reader reader(job);
        while (reader.advance()) {
            std::puts(reader.row().c_str());
            ++rows;
        }
        reader.drain();
    }
    return rows;
}

} // namespace reports
