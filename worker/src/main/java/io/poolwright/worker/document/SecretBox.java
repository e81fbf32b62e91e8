package io.poolwright.worker.document;

import io.poolwright.contracts.JobId;
import io.poolwright.contracts.Secret;
import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets for the stored document: AES-256 in GCM (NIST SP 800-38D), a random nonce of 96
 * bits each time, bound to the job so that a sealed text cannot be moved to another's document.
 *
 * <p>Sealed text: base64 of nonce, cipher text and tag.
 */
public final class SecretBox {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random;

  private SecretBox(SecretKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /**
   * A box with this key.
   *
   * @param key 32 bytes in base64; all workers of one installation share it
   * @throws IllegalArgumentException if it is no such key; the message does not repeat it
   */
  public static SecretBox of(Secret key, SecureRandom random) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(key.reveal());
    } catch (IllegalArgumentException e) {
      // The decoder's own message shows a character of the key.
      throw new IllegalArgumentException("the document key is not base64");
    }
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "the document key has %d bytes; it must have %d: openssl rand -base64 32"
              .formatted(bytes.length, KEY_BYTES));
    }
    return new SecretBox(new SecretKeySpec(bytes, "AES"), random);
  }

  String seal(JobId job, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, job, nonce)
              .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + CIPHER, e);
    }
  }

  /**
   * The secret in a sealed text.
   *
   * @throws CallFailed {@code SecretUnreadable} if it was sealed with another key, for another job,
   *     or was changed since
   */
  Secret open(JobId job, String sealed) {
    try {
      byte[] all = Base64.getDecoder().decode(sealed);
      if (all.length < NONCE_BYTES) {
        throw unreadable("is cut short");
      }
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, job, Arrays.copyOf(all, NONCE_BYTES))
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new Secret(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable("was sealed with another key or has been changed");
    }
  }

  static CallFailed unreadable(String why) {
    return new CallFailed(
        Failure.lasting(
            "SecretUnreadable",
            "the SAS in the job document "
                + why
                + "; give this worker the document key that the others have"));
  }

  private Cipher cipher(int mode, JobId job, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(job.value().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
