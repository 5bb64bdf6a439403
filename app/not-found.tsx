import { Problem } from '../components/ui/problem';
import { links } from '../lib/links';

export default function NotFoundPage() {
  return (
    <Problem title="There is nothing here">
      <p>The project, file or service that this link names is not in the database, or not in that week.</p>
      <p>
        <a href={links.projects()} className="link">
          All projects
        </a>
      </p>
    </Problem>
  );
}
