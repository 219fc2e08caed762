/* SHA-256 of Windows' own library, which Mailchute calls too. */
#ifndef SHA256_H
#define SHA256_H

#include "bench.h"
#include <bcrypt.h>

struct sha256 {
    BCRYPT_ALG_HANDLE algorithm;
    BCRYPT_HASH_HANDLE hash;
};

static void sha256_begin(struct sha256 *hash)
{
    if (BCryptOpenAlgorithmProvider(&hash->algorithm, BCRYPT_SHA256_ALGORITHM, NULL, 0) < 0
        || BCryptCreateHash(hash->algorithm, &hash->hash, NULL, 0, NULL, 0, 0) < 0) {
        fail("BCryptCreateHash");
    }
}

static void sha256_take(struct sha256 *hash, const void *bytes, size_t count)
{
    if (BCryptHashData(hash->hash, (PUCHAR) bytes, (ULONG) count, 0) < 0) {
        fail("BCryptHashData");
    }
}

/* The checksum in 64 hexadecimal digits and a NUL. */
static void sha256_end(struct sha256 *hash, char *hex)
{
    unsigned char digest[32];
    int i;

    if (BCryptFinishHash(hash->hash, digest, sizeof digest, 0) < 0) {
        fail("BCryptFinishHash");
    }
    BCryptDestroyHash(hash->hash);
    BCryptCloseAlgorithmProvider(hash->algorithm, 0);
    for (i = 0; i < 32; i++) {
        sprintf(hex + 2 * i, "%02x", digest[i]);
    }
}

#endif
