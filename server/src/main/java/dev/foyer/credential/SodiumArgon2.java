package dev.foyer.credential;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/// Argon2id of libsodium, which on x86-64 takes the widest vectors that the processor has; the
/// reference implementation as it is packed takes none. libsodium computes what Foyer makes itself
/// by default and little else: other numbers of lanes, salts that are not of 16 bytes and other
/// kinds are left to another implementation.
final class SodiumArgon2 implements Argon2 {
    /// Where the jar of lazysodium-java has libsodium, by system and processor.
    private static final Map<String, String> PLACES =
            Map.of(
                    "Linux amd64", "/linux64/libsodium.so",
                    "Linux aarch64", "/arm64/libsodium.so",
                    "Mac OS X x86_64", "/mac/libsodium.dylib",
                    "Mac OS X aarch64", "/mac_arm/libsodium.dylib");

    /// `crypto_pwhash_argon2id_SALTBYTES`.
    private static final int SALT_BYTES = 16;

    /// `crypto_pwhash_argon2id_BYTES_MIN`.
    private static final int SHORTEST = 16;

    /// `crypto_pwhash_ALG_ARGON2ID13`.
    private static final int ARGON2ID13 = 2;

    private final MethodHandle hash;
    private final Supplier<Argon2> others;

    /// Loads the library, which then stays for good.
    ///
    /// @param others for what libsodium does not compute
    /// @throws IOException where it cannot be unpacked
    /// @throws LinkageError where there is none for this machine
    /// @throws RuntimeException where this machine cannot load or start it
    SodiumArgon2(Supplier<Argon2> others) throws IOException {
        var library = load();
        begin(function(library, "sodium_init"));
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_LONG;
        this.hash =
                function(
                        library,
                        "crypto_pwhash_argon2id",
                        address,
                        number,
                        address,
                        number,
                        address,
                        number,
                        number,
                        ValueLayout.JAVA_INT);
        this.others = others;
    }

    @Override
    public Argon2 of(Kind kind) {
        return others.get().of(kind);
    }

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt, int length) {
        if (cost.lanes() != 1 || salt.length != SALT_BYTES || length < SHORTEST) {
            return others.get().hash(cost, password, salt, length);
        }
        try (var arena = Arena.ofConfined()) {
            var out = arena.allocate(length);
            var in = arena.allocateFrom(ValueLayout.JAVA_BYTE, password);
            try {
                compute(cost, out, in, arena.allocateFrom(ValueLayout.JAVA_BYTE, salt));
                return out.toArray(ValueLayout.JAVA_BYTE);
            } finally {
                in.fill((byte) 0);
                out.fill((byte) 0);
            }
        }
    }

    private void compute(Cost cost, MemorySegment out, MemorySegment password, MemorySegment salt) {
        int failed;
        try {
            failed =
                    (int)
                            hash.invokeExact(
                                    out,
                                    out.byteSize(),
                                    password,
                                    password.byteSize(),
                                    salt,
                                    (long) cost.passes(),
                                    cost.memory() * 1024L,
                                    ARGON2ID13);
        } catch (Throwable e) {
            throw new IllegalStateException("libsodium cannot be called", e);
        }
        if (failed != 0) {
            throw new IllegalStateException("libsodium does not hash; is there memory for it?");
        }
    }

    private static void begin(MethodHandle init) {
        int ready;
        try {
            ready = (int) init.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("libsodium cannot be called", e);
        }
        if (ready < 0) {
            throw new IllegalStateException("libsodium does not start");
        }
    }

    @SuppressWarnings("restricted") // the manifest grants native access
    private static MethodHandle function(
            SymbolLookup library, String name, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(name),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup load() throws IOException {
        var platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        var place = PLACES.get(platform);
        if (place == null) {
            throw new UnsatisfiedLinkError("there is none for " + platform);
        }
        try (var packed = Objects.requireNonNull(SodiumArgon2.class.getResourceAsStream(place))) {
            var file = Files.createTempFile("foyer-", ".libsodium");
            try {
                try (var out = Files.newOutputStream(file)) {
                    packed.transferTo(out);
                }
                return SymbolLookup.libraryLookup(file, Arena.global());
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "no library can be loaded from java.io.tmpdir; is that mounted noexec?", e);
            } finally {
                Files.delete(file);
            }
        }
    }
}
