/* SHA-256 (FIPS 180-4), for whole files in constant memory. */
#ifndef SHA256_H
#define SHA256_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct sha256 {
    uint32_t state[8];
    uint64_t length;
    unsigned char block[64];
};

static const uint32_t SHA256_K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static inline uint32_t sha256_turn(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

/* One round; the caller turns the names instead of moving the words. */
#define SHA256_ROUND(a, b, c, d, e, f, g, h, i)                                                                        \
    t = h + (sha256_turn(e, 6) ^ sha256_turn(e, 11) ^ sha256_turn(e, 25)) + (g ^ (e & (f ^ g))) + SHA256_K[i] + w[i];  \
    d += t;                                                                                                            \
    h = t + (sha256_turn(a, 2) ^ sha256_turn(a, 13) ^ sha256_turn(a, 22)) + ((a & b) | (c & (a | b)))

static void sha256_block(struct sha256 *hash, const unsigned char *block)
{
    uint32_t w[64], s[8], t;
    int i;

    for (i = 0; i < 16; i++) {
        uint32_t word;

        memcpy(&word, block + 4 * i, 4);
        w[i] = __builtin_bswap32(word);
    }
    for (i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];

        w[i] = w[i - 16] + w[i - 7] + (sha256_turn(a, 7) ^ sha256_turn(a, 18) ^ a >> 3)
            + (sha256_turn(b, 17) ^ sha256_turn(b, 19) ^ b >> 10);
    }
    memcpy(s, hash->state, sizeof s);
    for (i = 0; i < 64; i += 8) {
        SHA256_ROUND(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], i);
        SHA256_ROUND(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], i + 1);
        SHA256_ROUND(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], i + 2);
        SHA256_ROUND(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], i + 3);
        SHA256_ROUND(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], i + 4);
        SHA256_ROUND(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], i + 5);
        SHA256_ROUND(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], i + 6);
        SHA256_ROUND(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], i + 7);
    }
    for (i = 0; i < 8; i++) {
        hash->state[i] += s[i];
    }
}

static void sha256_begin(struct sha256 *hash)
{
    static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
        0x5be0cd19};

    memcpy(hash->state, first, sizeof first);
    hash->length = 0;
}

static void sha256_take(struct sha256 *hash, const unsigned char *bytes, size_t count)
{
    size_t held = hash->length % 64;

    hash->length += count;
    if (held > 0) {
        size_t more = count < 64 - held ? count : 64 - held;

        memcpy(hash->block + held, bytes, more);
        if (held + more < 64) {
            return;
        }
        sha256_block(hash, hash->block);
        bytes += more;
        count -= more;
    }
    for (; count >= 64; bytes += 64, count -= 64) {
        sha256_block(hash, bytes);
    }
    memcpy(hash->block, bytes, count);
}

/* The checksum in 64 hexadecimal digits and a NUL. */
static void sha256_end(struct sha256 *hash, char *hex)
{
    uint64_t bits = __builtin_bswap64(hash->length * 8);
    static const unsigned char padding[64] = {0x80};
    int i;

    sha256_take(hash, padding, 1 + (119 - hash->length % 64) % 64);
    sha256_take(hash, (const unsigned char *) &bits, sizeof bits);
    for (i = 0; i < 8; i++) {
        sprintf(hex + 8 * i, "%08x", hash->state[i]);
    }
}

#endif
