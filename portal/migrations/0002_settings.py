import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0001_initial'),
        ('collectivities', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='PortalSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact_email', models.EmailField(blank=True, help_text='Reçoit les messages du formulaire de contact.', max_length=254, verbose_name='adresse de contact')),
                ('footer_fr', models.CharField(blank=True, max_length=200, verbose_name='phrase du pied de page (français)')),
                ('footer_en', models.CharField(blank=True, max_length=200, verbose_name='phrase du pied de page (anglais)')),
                ('footer_br', models.CharField(blank=True, max_length=200, verbose_name='phrase du pied de page (breton)')),
                ('banner_level', models.CharField(choices=[('info', 'Information'), ('warn', 'À savoir'), ('err', 'Urgent')], default='info', max_length=10, verbose_name='genre de bandeau')),
                ('banner_fr', models.CharField(blank=True, help_text='Vide : aucun bandeau.', max_length=300, verbose_name='bandeau (français)')),
                ('banner_en', models.CharField(blank=True, max_length=300, verbose_name='bandeau (anglais)')),
                ('banner_br', models.CharField(blank=True, max_length=300, verbose_name='bandeau (breton)')),
                ('banner_until', models.DateTimeField(blank=True, null=True, verbose_name='afficher le bandeau jusqu’au')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
                ('social_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='collectivities.customimage', verbose_name='image de partage par défaut')),
            ],
            options={
                'verbose_name': 'réglages du portail',
                'verbose_name_plural': 'réglages du portail',
            },
        ),
        migrations.CreateModel(
            name='MenuLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('place', models.CharField(choices=[('header', 'En-tête'), ('footer_search', 'Pied de page : Chercher'), ('footer_label', 'Pied de page : Le label'), ('footer_association', 'Pied de page : L’association'), ('footer_legal', 'Pied de page : mentions')], default='header', max_length=20, verbose_name='emplacement')),
                ('url', models.CharField(blank=True, help_text='Par exemple /recherche/ ou https://…', max_length=500, verbose_name='ou adresse')),
                ('label_fr', models.CharField(blank=True, help_text='Vide : le titre de la page.', max_length=60, verbose_name='intitulé (français)')),
                ('label_en', models.CharField(blank=True, max_length=60, verbose_name='intitulé (anglais)')),
                ('label_br', models.CharField(blank=True, max_length=60, verbose_name='intitulé (breton)')),
                ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
                ('portal_settings', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='menu_links', to='portal.portalsettings')),
            ],
            options={
                'verbose_name': 'lien de menu',
                'verbose_name_plural': 'liens de menu',
                'ordering': ['sort_order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('page__isnull', False), models.Q(('url', ''), _negated=True), _connector='XOR'), name='menu_link_page_or_url', violation_error_message='Choisissez une page ou écrivez une adresse, pas les deux.')],
            },
        ),
    ]
