package dev.foyer.address;

/// An address of a customer.
///
/// @param primary whether it is the one that is selected; exactly one of hers is
/// @param customerEmail told where the address has none of its own
public record Address(
        long id, long customerId, boolean primary, String customerEmail, Content content) {
    /// Names it by number alone, so that it may stand in a log.
    @Override
    public String toString() {
        return "address " + id;
    }
}
