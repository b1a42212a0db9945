import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import labels.proof.codes
import modelcluster.fields
from django.db import migrations, models


def give_codes(apps, schema_editor):
    """To the labels that were given before codes were."""
    awards = list(apps.get_model("labels", "Award").objects.filter(code="").only("pk"))
    for award in awards:
        award.code = labels.proof.codes.new_code()
    apps.get_model("labels", "Award").objects.bulk_update(awards, ["code"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('labels', '0002_append_only'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='KitText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('title', models.CharField(max_length=100, verbose_name='titre')),
                ('help', models.CharField(blank=True, max_length=250, verbose_name='à quoi il sert')),
                ('text', models.TextField(help_text='Se remplissent seuls : {commune}, {niveau}, {millesime}, {mentions}, {page}, {verification}, {code}.', max_length=5000, verbose_name='texte')),
            ],
            options={
                'verbose_name': 'texte du kit',
                'verbose_name_plural': 'textes du kit',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LabelKit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sign_width', models.PositiveSmallIntegerField(default=800, validators=[django.core.validators.MinValueValidator(300), django.core.validators.MaxValueValidator(2000)], verbose_name='largeur du panneau (mm)')),
                ('sign_height', models.PositiveSmallIntegerField(default=250, validators=[django.core.validators.MinValueValidator(100), django.core.validators.MaxValueValidator(1000)], verbose_name='hauteur du panneau (mm)')),
                ('sign_bleed', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MaxValueValidator(20)], verbose_name='fond perdu (mm)')),
                ('sign_colors', models.CharField(default='Jaune : CMJN 0 20 90 0, sRVB #FFCB2E. Encre : CMJN 90 60 55 65, sRVB #0C2B30.', help_text='Écrites hors du format fini, pour l’imprimeur.', max_length=300, verbose_name='couleurs d’impression')),
            ],
            options={
                'verbose_name': 'kit du label',
                'verbose_name_plural': 'kits du label',
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(help_text='Public : il est dit à qui vérifie ce label. Sans nom de personne.', max_length=500, verbose_name='motif')),
                ('withdrawn_at', models.DateTimeField(auto_now_add=True, verbose_name='retiré le')),
            ],
            options={
                'verbose_name': 'retrait de label',
                'verbose_name_plural': 'retraits de labels',
                'ordering': ('-withdrawn_at', '-pk'),
            },
        ),
        # A row at a time gets a code of its own before they must differ.
        migrations.AddField(
            model_name='award',
            name='code',
            field=models.CharField(default='', editable=False, max_length=10, verbose_name='code de vérification'),
            preserve_default=False,
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop, elidable=False),
        migrations.AlterField(
            model_name='award',
            name='code',
            field=models.CharField(default=labels.proof.codes.new_code, editable=False, max_length=10, unique=True, verbose_name='code de vérification'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='valid_until',
            field=models.DateTimeField(blank=True, help_text='Vide : jusqu’à la remise des labels suivante, deux ans au plus.', null=True, verbose_name='label valable jusqu’au'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('embargo_until__isnull', True), ('valid_until__isnull', True), ('embargo_until__lte', models.F('valid_until')), _connector='OR'), name='campaign_label_valid_after_ceremony'),
        ),
        migrations.AddConstraint(
            model_name='labelkit',
            constraint=models.CheckConstraint(condition=models.Q(('sign_width__gte', django.db.models.expressions.CombinedExpression(models.Value(2), '*', models.F('sign_height')))), name='label_sign_wide_enough', violation_error_message='Le panneau est au moins deux fois plus large que haut.'),
        ),
        migrations.AddField(
            model_name='kittext',
            name='kit',
            field=modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='labels.labelkit'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='award',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='labels.award', verbose_name='label attribué'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='withdrawal_has_reason'),
        ),
    ]
