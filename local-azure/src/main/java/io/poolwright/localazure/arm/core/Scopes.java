package io.poolwright.localazure.arm.core;

import java.util.Optional;

/** Which subscriptions and resource groups there are. */
public interface Scopes {
  boolean hasSubscription(String subscription);

  boolean hasResourceGroup(String subscription, String group);

  /**
   * Checks the scope that an address lies in.
   *
   * @throws ArmException 404 SubscriptionNotFound or ResourceGroupNotFound
   */
  default void check(ArmRequest request) {
    ResourceId id = request.id();
    Optional<String> subscription = id.after("subscriptions");
    Optional<String> group = id.after("resourceGroups");
    if (subscription.isPresent() && !hasSubscription(subscription.get())) {
      throw ArmException.of(
          404,
          "SubscriptionNotFound",
          "The subscription '" + subscription.get() + "' could not be found.");
    }
    if (subscription.isPresent()
        && group.isPresent()
        && !hasResourceGroup(subscription.get(), group.get())) {
      throw ArmException.of(
          404, "ResourceGroupNotFound", "Resource group '" + group.get() + "' could not be found.");
    }
  }
}
