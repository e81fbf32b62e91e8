package io.poolwright.worker.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import reactor.core.publisher.Mono;

/**
 * The SDK's bearer policy, which answers only those 401s that carry a claims challenge; this one
 * asks the credential once more after any 401, past the policy's own cache. A second 401 is final.
 */
final class FreshTokenPolicy extends BearerTokenAuthenticationPolicy {
  private final TokenCredential credential;
  private final String scope;

  FreshTokenPolicy(TokenCredential credential, String scope) {
    super(credential, scope);
    this.credential = credential;
    this.scope = scope;
  }

  @Override
  public Mono<Boolean> authorizeRequestOnChallenge(
      HttpPipelineCallContext context, HttpResponse response) {
    return super.authorizeRequestOnChallenge(context, response)
        .flatMap(done -> done ? Mono.just(true) : authorizeAnew(context));
  }

  @Override
  public boolean authorizeRequestOnChallengeSync(
      HttpPipelineCallContext context, HttpResponse response) {
    return Boolean.TRUE.equals(authorizeRequestOnChallenge(context, response).block());
  }

  private Mono<Boolean> authorizeAnew(HttpPipelineCallContext context) {
    return credential
        .getToken(new TokenRequestContext().addScopes(scope))
        .map(
            token -> {
              context
                  .getHttpRequest()
                  .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token.getToken());
              return true;
            });
  }
}
