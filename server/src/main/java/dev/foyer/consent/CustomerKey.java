package dev.foyer.consent;

import dev.foyer.secret.DataKey;
import dev.foyer.secret.Signer;

import java.util.HexFormat;
import java.util.regex.Pattern;

/// A customer's pepper. Whoever has it can tell which chain is hers and which network addresses
/// stand in it; without it nobody can.
final class CustomerKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final int PSEUDONYM_BYTES = 16;

    /// What a version of a text looks like. It comes from a client: what looks otherwise could be
    /// anything, and the ledger never forgets.
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/+-]{0,63}");

    private final DataKey pepper;
    private final String chain;

    CustomerKey(DataKey pepper) {
        this.pepper = pepper;
        this.chain = HEX.formatHex(mac("consent chain"), 0, PSEUDONYM_BYTES);
    }

    /// Her pseudonym.
    String chain() {
        return chain;
    }

    DataKey pepper() {
        return pepper;
    }

    /// What stands for this network address.
    String addressMac(String address) {
        return HEX.formatHex(mac("consent address", address));
    }

    /// A version as the ledger keeps it: as it is, or `~` and its signature.
    String version(String version) {
        return VERSION.matcher(version).matches()
                ? version
                : "~" + HEX.formatHex(mac("consent version", version));
    }

    private byte[] mac(String purpose, String... parts) {
        Signer signer = pepper.signer(purpose);
        return signer.sign(parts);
    }
}
