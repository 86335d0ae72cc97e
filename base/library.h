/* Libraries that few runs call. Linked with, they would cost every run the loading of themselves
 * and of all that they call: libpq and libmicrohttpd together bring 22 libraries and 4 ms. So the
 * first call finds them (dlopen).
 */
#ifndef TIAOMU_BASE_LIBRARY_H
#define TIAOMU_BASE_LIBRARY_H

/* The file of a library by its binary interface's version, as the system's loader looks for it. */
#ifdef __APPLE__
#define LIBRARY(name, version) "@rpath/" name "." version ".dylib"
#else
#define LIBRARY(name, version) name ".so." version
#endif

/* A member of a struct of calls, from the library's own declaration. */
#define LIBRARY_CALL(function, member) __typeof__(&(function)) member;

/* Finds the functions of a library, which stays loaded until the program ends. names: each ends
 * with a NUL, the last with two; calls: a struct of as many pointers to functions, in their order,
 * left alone on failure. NULL, or what the loader says is amiss, until the next call. */
const char *library_load(const char *file, const char *names, void *calls);

#endif
