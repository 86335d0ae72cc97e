#include "base/library.h"
#include <dlfcn.h>
#include <string.h>

static const char *after(const char *name) {
    return name + strlen(name) + 1;
}

const char *library_load(const char *file, const char *names, void *calls) {
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL), *call;
    for (const char *name = names; *name; name = after(name))
        if (!library || !dlsym(library, name))
            return dlerror();
    for (char *at = calls; *names; names = after(names), at += sizeof call) {
        call = dlsym(library, names);
        memcpy(at, &call, sizeof call);
    }
    return NULL;
}
