#!/usr/bin/env bash
# Installs the Debian packages that are missing, and nothing else. Works from the apt sources that the machine has.
#   cmake/install-deps.sh          what building and testing need
#   cmake/install-deps.sh full     also benchmarks, the second LLVM, a browser, editors and pre-commit
# Exit code 2, with the apt line to run, where packages are missing and cannot be installed from here.
set -euo pipefail

build=(g++ cmake ninja-build ccache python3 git flatbuffers-compiler libflatbuffers-dev nlohmann-json3-dev)
tests=(libgtest-dev libgmock-dev libboost1.81-dev libasio-dev libtbb-dev zlib1g-dev python3-jsonschema
  libcurl4-openssl-dev libevent-dev libhiredis-dev libpq-dev libssl-dev libuv1-dev qcoro-qt6-dev qt6-base-dev)
full=(libbenchmark-dev hyperfine chromium pre-commit vim neovim emacs-nox)
command -v npm >/dev/null || full+=(nodejs npm)

llvm_packages() {
  local v=$1
  echo "clang-$v" "clang-tidy-$v" "clang-format-$v" "llvm-$v-dev" "llvm-$v-tools" "libclang-$v-dev" "libclang-cpp$v-dev" \
    "libclang-rt-$v-dev" "lld-$v"
}

# The packages of two versions of libc++ exclude each other.
libcxx_packages() { is_installed libc++-22-dev || is_installed libc++-19-dev || echo "libc++-$1-dev" "libc++abi-$1-dev"; }

# No pipe into `grep -q`: it ends at the first match, and under pipefail the broken pipe would read as "no candidate".
has_candidate() { [[ $(apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]; }
is_installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

missing_of() {
  local package
  for package in "$@"; do is_installed "$package" || echo "$package"; done
}

as_root() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { [[ $EUID -eq 0 ]] || sudo -n true 2>/dev/null; }

# Without network the lists stay as they are, and the install says what it lacks.
update_lists() { as_root apt-get update -qq || true; }
install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

refuse() {
  echo "install-deps: $1; run as root:" >&2
  echo "  apt-get update && apt-get install --no-install-recommends $2" >&2
  exit 2
}

# LLVM 22 where it is installed or on offer, else 19. A fresh machine has no package lists yet.
choose_llvm() {
  if is_installed clang-22 || has_candidate clang-22; then echo 22; return; fi
  echo "install-deps: the apt sources of this machine have no clang-22; using 19" >&2
  echo 19
}

main() {
  command -v apt-get >/dev/null || { echo "install-deps: no apt-get here; the packages are listed in $0" >&2; exit 2; }
  if ! is_installed clang-22 && can_be_root; then update_lists; fi
  local llvm wanted missing
  llvm=${COTIDY_LLVM:-$(choose_llvm)}
  read -r -a wanted <<<"${build[*]} ${tests[*]} $(llvm_packages "$llvm") $(libcxx_packages "$llvm")"
  if [[ ${1:-} == full ]]; then read -r -a wanted <<<"${wanted[*]} ${full[*]} $(llvm_packages 19)"; fi
  missing=$(missing_of "${wanted[@]}" | sort -u | tr '\n' ' ')
  [[ -n $missing ]] || return 0
  can_be_root || refuse "these packages are missing, and there is no right to install them" "$missing"
  echo "install-deps: installing $missing"
  # shellcheck disable=SC2086  # the list is words on purpose
  install $missing || { update_lists && install $missing; } ||
    refuse "apt-get could not install them (no network?)" "$missing"
}

main "$@"
