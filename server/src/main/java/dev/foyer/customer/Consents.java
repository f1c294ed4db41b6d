package dev.foyer.customer;

/// On which ways the shop may advertise to a customer; `false` where nothing was said (contract
/// 0.2.3).
public record Consents(boolean email, boolean sms, boolean call, boolean whatsapp) {}
