package dev.foyer.credential;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Bouncy Castle's implementation, for machines on which the native one does not load; about two
/// thirds as fast.
final class JavaArgon2 implements Argon2 {
    private final Kind kind;

    JavaArgon2() {
        this(Kind.OURS);
    }

    JavaArgon2(Kind kind) {
        this.kind = kind;
    }

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(type())
                        .withVersion(kind.version())
                        .withMemoryAsKB(cost.memory())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .build());
        var hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    private int type() {
        return switch (kind.variant()) {
            case D -> Argon2Parameters.ARGON2_d;
            case I -> Argon2Parameters.ARGON2_i;
            case ID -> Argon2Parameters.ARGON2_id;
        };
    }
}
