"""What members may do with the pages of their collectivité: write and submit, nothing that takes a page away."""

from typing import Any

from wagtail.models import PagePermissionTester


class MemberPagePermissionTester(PagePermissionTester):
    """Only those who may publish may delete, move, copy and unpublish: a sheet that is cited must not vanish."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.can_publish() and bool(super().can_delete(ignore_bulk))

    def can_move(self) -> bool:
        return self.can_publish() and bool(super().can_move())

    def can_move_to(self, destination: Any) -> bool:
        return self.can_publish() and bool(super().can_move_to(destination))

    def can_copy(self) -> bool:
        return self.can_publish() and bool(super().can_copy())

    def can_copy_to(self, destination: Any, recursive: bool = False) -> bool:
        return self.can_publish() and bool(super().can_copy_to(destination, recursive))

    def can_reorder_children(self) -> bool:
        return self.can_publish() and bool(super().can_reorder_children())
