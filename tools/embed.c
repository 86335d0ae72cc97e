/* Writes a C file that holds the given files as constants: see base/embedded.h. */
#include <stdio.h>
#include <string.h>

static int put_file(const char *path, int i) {
    FILE *f = fopen(path, "rb");
    if (!f)
        return fprintf(stderr, "embed: cannot read %s\n", path), 1;
    printf("static const char f%d[] = {", i);
    for (int c; (c = fgetc(f)) != EOF;)
        printf("%d,", (signed char)c);
    puts("0};");
    return fclose(f) != 0;
}

int main(int argc, char **argv) {
    puts("#include \"base/embedded.h\"");
    for (int i = 1; i < argc; i++)
        if (put_file(argv[i], i))
            return 1;
    puts("const struct embedded embedded_files[] = {");
    for (int i = 1; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/');
        const char *name = slash ? slash + 1 : argv[i];
        printf("{{\"%s\", %zu}, {f%d, sizeof f%d - 1}},\n", name, strlen(name), i, i);
    }
    printf("};\nconst size_t embedded_count = %d;\n", argc - 1);
    return 0;
}
