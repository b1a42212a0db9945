from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0003_demo_item")]

    operations = [
        migrations.RemoveConstraint("resourcepage", "resource_file_or_link"),
        migrations.RenameField("resourcepage", "url", "link"),
        migrations.AddConstraint(
            "resourcepage",
            models.CheckConstraint(
                condition=models.Q(("document__isnull", False), models.Q(("link", ""), _negated=True), _connector="XOR"),
                name="resource_file_or_link",
                violation_error_message="Choisissez un fichier ou écrivez une adresse, pas les deux.",
            ),
        ),
    ]
