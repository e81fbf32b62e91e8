package io.poolwright.worker.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolwright.worker.job.CallFailed;
import io.poolwright.worker.job.CopyEngine;
import io.poolwright.worker.job.CopyRoute;
import org.junit.jupiter.api.Test;

class EngineChoiceTest {
  private final EngineRefused refused = new EngineRefused("PutPageFromUrlRefused", "HTTP 501");
  private final EngineRefused unreachable = new EngineRefused(EngineChoice.UNREACHABLE, "HTTP 403");
  private static final StagedMark BEGUN = new StagedMark("job", "\"e1\"", false, null);

  @Test
  void theStagedBlobSaysWhoGoesOn() {
    var choice = new EngineChoice(null, true);
    CopyRoute route = CopyRoute.instead(CopyEngine.RELAY, "CopyStalled", "It stood still");

    assertThat(choice.engine(BEGUN)).isEqualTo(CopyEngine.PUT_PAGE_FROM_URL);
    assertThat(choice.engine(BEGUN.by(route))).isEqualTo(CopyEngine.RELAY);
    assertThat(new EngineChoice(CopyEngine.COPY_BLOB, true).engine(BEGUN.by(route)))
        .isEqualTo(CopyEngine.COPY_BLOB);
    assertThat(StagedMark.of(BEGUN.by(route).metadata())).isEqualTo(BEGUN.by(route));
  }

  @Test
  void theServiceCopiesTheWholeOnlyIfItCanReadTheSourceByItsAddress() {
    CopyEngine first = CopyEngine.PUT_PAGE_FROM_URL;

    assertThat(new EngineChoice(null, true).after(first, refused).engine())
        .isEqualTo(CopyEngine.COPY_BLOB);
    assertThat(new EngineChoice(null, false).after(first, refused).engine())
        .as("a token opens the source, which Copy Blob takes none of")
        .isEqualTo(CopyEngine.RELAY);
    assertThat(new EngineChoice(null, true).after(first, unreachable).engine())
        .isEqualTo(CopyEngine.RELAY);
    assertThat(new EngineChoice(null, true).after(CopyEngine.COPY_BLOB, refused).engine())
        .isEqualTo(CopyEngine.RELAY);
  }

  @Test
  void whatIsFixedIsBegunAnewAndNeverLeft() {
    for (CopyEngine engine : CopyEngine.values()) {
      var choice = new EngineChoice(engine, true);

      assertThat(choice.afterStandstill(engine).engine()).isEqualTo(engine);
      assertThatThrownBy(() -> choice.after(engine, refused))
          .isInstanceOf(CallFailed.class)
          .hasMessageContaining("PutPageFromUrlRefused");
    }
    assertThat(new EngineChoice(null, true).afterStandstill(CopyEngine.COPY_BLOB).engine())
        .isEqualTo(CopyEngine.RELAY);
  }
}
