package io.poolwright.localazure.storage;

import com.azure.storage.blob.specialized.PageBlobClient;
import com.azure.storage.blob.specialized.SpecializedBlobClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.time.Duration;
import java.util.Base64;

/** Clients that come with other rights than the account's key gives. */
final class ForeignClient {

  private ForeignClient() {}

  static PageBlobClient withKey(String url, byte[] key) {
    String text = Base64.getEncoder().encodeToString(key);
    return builder(url)
        .credential(new StorageSharedKeyCredential(LocalStorage.ACCOUNT, text))
        .buildPageBlobClient();
  }

  static PageBlobClient withSas(String url, String sas) {
    return builder(url).sasToken(sas).buildPageBlobClient();
  }

  private static SpecializedBlobClientBuilder builder(String url) {
    return new SpecializedBlobClientBuilder()
        .endpoint(url)
        .retryOptions(
            new RequestRetryOptions(
                RetryPolicyType.FIXED, 1, Duration.ofSeconds(60), null, null, null));
  }
}
