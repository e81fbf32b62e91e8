package io.poolwright.worker.steps;

import io.poolwright.contracts.ImageSource;
import io.poolwright.contracts.SecretId;
import java.util.Optional;

/** What has to be true of the VHD that a request names. */
final class VhdCheck {
  private static final String URL = "/image/source/url";
  private static final String SAS = "/image/source/sas";
  private static final String SECRET = "/image/source/sasSecretId";

  private final Vhds vhds;
  private final Premises premises;

  VhdCheck(Vhds vhds, Premises premises) {
    this.vhds = vhds;
    this.premises = premises;
  }

  void checkPremises(ImageSource.Vhd source, Findings findings) {
    AllowList allowed = premises.allowed();
    findings.addIf(
        !allowed.allowsHost(source.url()),
        URL,
        "This worker may not read from that host.",
        "Use a host of its allow-list (storage.sourceHosts), or have this one added.");
    findings.addIf(
        !allowed.allowsScheme(source.url()),
        URL,
        "This worker may not read by that scheme.",
        "Use one of its allow-list (storage.sourceSchemes).");
    findings.addIf(
        !allowed.allowsAccount(source.url()),
        URL,
        "This worker may not read from that storage account.",
        "Use one of its allow-list (storage.sourceAccounts), or have this one added.");
    findings.addIf(
        source.sas() != null && !premises.keepsSecrets(),
        SAS,
        "This worker has no key to keep a SAS with.",
        "Set secrets.key of the worker, or leave sas out and grant the worker's identity Storage"
            + " Blob Data Reader.");
    SecretId secret = source.sasSecretId();
    if (secret != null) {
      checkVault(secret, allowed, findings);
    }
  }

  private static void checkVault(SecretId secret, AllowList allowed, Findings findings) {
    findings.addIf(
        !allowed.allowsVault(secret),
        SECRET,
        allowed.vaults().isEmpty()
            ? "This worker reads no secrets of Key Vaults."
            : "This worker may not read secrets of that Key Vault.",
        "Have the vault added to the worker's allow-list (keyVault.vaults), or leave sasSecretId"
            + " out and grant the worker's identity Storage Blob Data Reader.");
  }

  Optional<SourceVhd> check(ImageSource.Vhd source, Findings findings) {
    Optional<SourceVhd> found =
        findings.require(
            URL,
            "There is no blob at this address.",
            "Correct the address, or upload the VHD first as a page blob.",
            () -> readable(source, findings));
    found.ifPresent(vhd -> checkDisk(source, vhd, findings));
    return found;
  }

  /** Whoever is refused is told at what lets him in. */
  private Optional<SourceVhd> readable(ImageSource.Vhd source, Findings findings) {
    if (source.sasSecretId() != null) {
      return findings.ask(
          SECRET,
          "Let the secret hold a SAS that is valid now and allows to read this blob, and let the"
              + " worker's identity read the secret.",
          () -> vhds.source(source));
    }
    return source.sas() != null
        ? findings.ask(
            SAS,
            "Send a SAS that is valid now and allows to read this blob.",
            () -> vhds.source(source))
        : findings.ask(
            URL,
            "Grant the worker's identity Storage Blob Data Reader on it, or send a SAS.",
            () -> vhds.source(source));
  }

  private void checkDisk(ImageSource.Vhd source, SourceVhd vhd, Findings findings) {
    if (!vhd.pageBlob()) {
      findings.add(
          URL,
          "The blob is not a page blob.",
          "Upload the VHD as a page blob (azcopy: --blob-type PageBlob).");
      return;
    }
    if (vhd.length() < 2L * VhdFooter.LENGTH) {
      findings.add(
          URL,
          "The blob has only " + vhd.length() + " bytes.",
          "Upload the whole VHD: N mebibytes and a footer of 512 bytes.");
      return;
    }
    Optional<byte[]> footer =
        findings.require(
            URL,
            "The blob was changed while it was looked at.",
            "Finish the upload first, then send the request under another job id.",
            () -> vhds.footer(source, vhd));
    footer.ifPresent(
        bytes ->
            new VhdFooter(bytes)
                .flaws(vhd.length())
                .forEach(flaw -> findings.add(URL, flaw.problem(), flaw.remedy())));
  }
}
