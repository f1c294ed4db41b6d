package dev.foyer.address;

import java.util.Optional;

/// To whom an invoice is written.
///
/// @param corporate whether to a company, which then has a name, a tax number and a tax office
/// @param electronic whether it takes electronic invoices: `e_bill_taxpayer`
public record Invoice(
        boolean corporate,
        Optional<String> companyName,
        Optional<String> taxNumber,
        Optional<String> taxOffice,
        Optional<String> identityNumber,
        boolean electronic) {
    @Override
    public String toString() {
        return "an invoice";
    }
}
