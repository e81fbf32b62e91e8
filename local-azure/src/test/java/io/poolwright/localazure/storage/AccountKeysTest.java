package io.poolwright.localazure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountKeysTest {

  @Test
  void aKeyThatNobodyGaveIsMadeOnceAndKept(@TempDir Path data) throws Exception {
    String made = AccountKeys.of(account(null), data).find("acc").orElseThrow();
    assertThat(made).hasSize(88);
    assertThat(AccountKeys.of(account(null), data).find("acc")).contains(made);
  }

  @Test
  void aGivenKeyIsUsedAndNotKept(@TempDir Path data) throws Exception {
    AccountKeys keys = AccountKeys.of(account("Z2l2ZW4="), data);
    assertThat(keys.forAzurite()).isEqualTo("acc:Z2l2ZW4=");
    assertThat(AccountKeys.of(account(null), data).find("acc"))
        .isPresent()
        .isNotEqualTo("Z2l2ZW4=");
  }

  private static StorageConfig account(@Nullable String key) {
    var account = new StorageConfig.Account("acc", key, null, List.of());
    return new StorageConfig(0, List.of(account), 0);
  }
}
