/* SHA-256 of OpenSSL's libcrypto, which Mailchute calls too; found when it runs, so that nothing has to be installed to build. */
#ifndef SHA256_H
#define SHA256_H

#include "bench.h"
#include <dlfcn.h>

struct sha256 {
    void *context;
    int (*update)(void *context, const void *bytes, size_t count);
    int (*final)(void *context, unsigned char *digest, unsigned *size);
    void (*free)(void *context);
};

static void *sha256_call(void *library, const char *name)
{
    void *call = dlsym(library, name);

    if (!call) {
        fail(name);
    }
    return call;
}

static void sha256_begin(struct sha256 *hash)
{
    static void *library;
    const void *(*kind)(void);
    void *(*create)(void);
    int (*init)(void *context, const void *kind, void *engine);

    if (!library && !(library = dlopen("libcrypto.so.3", RTLD_NOW)) && !(library = dlopen("libcrypto.so.1.1", RTLD_NOW))) {
        fail("libcrypto");
    }
    *(void **) &kind = sha256_call(library, "EVP_sha256");
    *(void **) &create = sha256_call(library, "EVP_MD_CTX_new");
    *(void **) &init = sha256_call(library, "EVP_DigestInit_ex");
    *(void **) &hash->update = sha256_call(library, "EVP_DigestUpdate");
    *(void **) &hash->final = sha256_call(library, "EVP_DigestFinal_ex");
    *(void **) &hash->free = sha256_call(library, "EVP_MD_CTX_free");
    hash->context = create();
    if (!hash->context || init(hash->context, kind(), NULL) != 1) {
        fail("EVP_DigestInit_ex");
    }
}

static void sha256_take(struct sha256 *hash, const void *bytes, size_t count)
{
    if (hash->update(hash->context, bytes, count) != 1) {
        fail("EVP_DigestUpdate");
    }
}

/* The checksum in 64 hexadecimal digits and a NUL. */
static void sha256_end(struct sha256 *hash, char *hex)
{
    unsigned char digest[32];
    int i;

    if (hash->final(hash->context, digest, NULL) != 1) {
        fail("EVP_DigestFinal_ex");
    }
    hash->free(hash->context);
    for (i = 0; i < 32; i++) {
        sprintf(hex + 2 * i, "%02x", digest[i]);
    }
}

#endif
