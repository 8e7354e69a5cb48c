// Index.h: threads write it to the disk, handlers look things up.
#pragma once
#include <map>
#include <mutex>
#include <string>

class Index {
public:
  int find(const std::string &key);
  void save();
  void saveACopy();

private:
  void write(const std::map<std::string, int> &entries);
  std::mutex mutex_;
  std::map<std::string, int> entries_;
};
